//! The program as its users meet it: exit statuses, files, streams, languages.

mod finding;
mod read;
mod resource;
mod usage;
mod write;

const SOUND: &str = "kind: plain
issuer: 某市自然资源局
title: 关于某事的报告
body:
  - 现将有关情况报告如下。
";

/// Two errors, in the order of their places.
const FAULTY: &str = "kind: plain
issuer: 某市自然资源局
title: 关于某事的报告
bodyy:
  - 现将有关情况报告如下。
body:
  - paragraf: 党建工作
";

/// Commas that the program makes full-width: a note each.
const DRAFT: &str = "kind: plain
issuer: 某市自然资源局
title: 关于某事的报告
body:
  - 党旗引航风帆劲,奋楫笃行勇争先。
";
