import java.io.File;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * veraPDF's verdict on files: do they follow the standards named before them, comma between these ("2a,ua1")?
 * Further standards may follow, with files of their own.
 * Every rule that is broken is printed, with one place. Exit 0: all of them do, 1: some don't, 2: no verdict.
 */
public class VeraPdf {
    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        int status = arguments.length < 2 ? 2 : 0;
        String[] standards = {};
        for (String file : arguments) {
            if (!file.endsWith(".pdf")) {
                standards = file.split(",");
                continue;
            }
            for (String standard : standards) {
                try {
                    status = Math.max(status, check(file, PDFAFlavour.fromString(standard)) ? 0 : 1);
                } catch (Exception error) {
                    System.out.println(file + " [" + standard + "]: " + error);
                    status = 2;
                }
            }
        }
        System.exit(status);
    }

    static boolean check(String file, PDFAFlavour standard) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), standard)) {
            PDFAValidator validator =
                Foundries.defaultInstance().createValidator(standard, 1_000_000, false, true, false);
            ValidationResult result = validator.validate(parser);
            System.out.println(file + " [" + standard.getId() + "]: " + (result.isCompliant() ? "passes" : "FAILS")
                + ", " + result.getTotalAssertions() + " assertions");
            result.getFailedChecks().forEach((rule, count) -> {
                TestAssertion first = result.getTestAssertions().stream()
                    .filter(one -> one.getRuleId().equals(rule) && one.getStatus() == TestAssertion.Status.FAILED)
                    .findFirst().orElseThrow();
                System.out.println("  " + rule.getClause() + "-" + rule.getTestNumber() + ", " + count + " times: "
                    + first.getMessage() + " at " + first.getLocation().getContext());
            });
            return result.isCompliant();
        }
    }
}
