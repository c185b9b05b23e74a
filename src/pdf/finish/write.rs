//! Objects as bytes (ISO 32000-1, 7.3), with no white space but what they need.

use std::io::Write;

use lopdf::{Dictionary, Object, ObjectId, StringFormat};

/// Writes an object. A stream is written without its content.
pub(super) fn write_object(object: &Object, out: &mut Vec<u8>) {
    match object {
        Object::Null => out.extend(b"null"),
        Object::Boolean(true) => out.extend(b"true"),
        Object::Boolean(false) => out.extend(b"false"),
        Object::Integer(value) if *value < 0 => write!(out, "{value}").expect(VECTOR),
        Object::Integer(value) => write_number(*value as usize, out),
        // without an exponent, which PDF lacks
        Object::Real(value) => write!(out, "{value}").expect(VECTOR),
        Object::Name(name) => write_name(name, out),
        Object::String(bytes, StringFormat::Literal) => write_literal(bytes, out),
        Object::String(bytes, StringFormat::Hexadecimal) => {
            out.push(b'<');
            out.extend(bytes.iter().flat_map(|byte| hex(*byte)));
            out.push(b'>');
        }
        Object::Array(objects) => {
            out.push(b'[');
            for (index, object) in objects.iter().enumerate() {
                if index > 0 {
                    separate(object, out);
                }
                write_object(object, out);
            }
            out.push(b']');
        }
        Object::Dictionary(dictionary) => write_dictionary(dictionary, out),
        Object::Stream(stream) => write_dictionary(&stream.dict, out),
        Object::Reference(id) => write_reference(*id, out),
    }
}

/// Writes a reference to an object.
pub(super) fn write_reference((number, generation): ObjectId, out: &mut Vec<u8>) {
    write_number(number as usize, out);
    out.push(b' ');
    write_number(usize::from(generation), out);
    out.extend(b" R");
}

const VECTOR: &str = "a vector takes all that is written to it";

/// Writes a dictionary.
pub(super) fn write_dictionary(dictionary: &Dictionary, out: &mut Vec<u8>) {
    out.extend(b"<<");
    write_entries(dictionary, out);
    out.extend(b">>");
}

/// Writes what is in a dictionary.
pub(super) fn write_entries(dictionary: &Dictionary, out: &mut Vec<u8>) {
    for (key, value) in dictionary {
        write_name(key, out);
        separate(value, out);
        write_object(value, out);
    }
}

/// Writes a number that is not negative.
pub(super) fn write_number(value: usize, out: &mut Vec<u8>) {
    let first = out.len();
    let mut rest = value;
    loop {
        out.push(b'0' + (rest % 10) as u8);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out[first..].reverse();
}

/// Writes the blank that keeps an object apart from what stands before it, if it needs one.
fn separate(object: &Object, out: &mut Vec<u8>) {
    let delimits_itself = matches!(
        object,
        Object::Name(_)
            | Object::String(..)
            | Object::Array(_)
            | Object::Dictionary(_)
            | Object::Stream(_)
    );
    if !delimits_itself {
        out.push(b' ');
    }
}

fn write_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for byte in name {
        match byte {
            b'!'..=b'~' if !b"#()<>[]{}/%".contains(byte) => out.push(*byte),
            _ => {
                out.push(b'#');
                out.extend(hex(*byte));
            }
        }
    }
}

fn write_literal(bytes: &[u8], out: &mut Vec<u8>) {
    out.push(b'(');
    for byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend([b'\\', *byte]),
            // as it is it would be read as a line feed
            b'\r' => out.extend(b"\\r"),
            _ => out.push(*byte),
        }
    }
    out.push(b')');
}

fn hex(byte: u8) -> [u8; 2] {
    [byte >> 4, byte & 15].map(|digit| b"0123456789ABCDEF"[usize::from(digit)])
}

#[cfg(test)]
mod tests {
    use lopdf::{Object, StringFormat, dictionary};

    use super::write_object;

    #[test]
    fn objects_stand_close_and_mean_the_same() {
        let dictionary = dictionary! {
            "A#" => Object::Array(vec![1.into(), Object::Real(-0.5), Object::Name(b"N\xE9 ".to_vec()),
                Object::Reference((12, 0)), Object::Null]),
            "B" => Object::String(b"a(b)\\\r".to_vec(), StringFormat::Literal),
            "C" => Object::String(vec![0xFE, 0x0F], StringFormat::Hexadecimal),
            "D" => true,
            "E" => dictionary! { "F" => -3 },
        };
        let mut out = Vec::new();
        write_object(&dictionary.into(), &mut out);
        let expected =
            "<</A#23[1 -0.5/N#E9#20 12 0 R null]/B(a\\(b\\)\\\\\\r)/C<FE0F>/D true/E<</F -3>>>>";
        assert_eq!(String::from_utf8_lossy(&out), expected);
    }
}
