import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import net.sourceforge.segment.srx.SrxDocument;
import net.sourceforge.segment.srx.SrxTextIterator;
import net.sourceforge.segment.srx.io.Srx2StaxParser;

/**
 * Cuts texts by a rule file with the library segment, which LanguageTool cuts with: Cut FILE LANGUAGE.
 * Texts come on standard input, NUL between them; they go out with 0x1F after each sentence and NUL
 * after each text.
 */
public class Cut {
    public static void main(String[] arguments) throws Exception {
        SrxDocument rules;
        FileInputStream file = new FileInputStream(arguments[0]);
        try (Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            rules = new Srx2StaxParser().parse(reader);
        }
        String input = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        StringBuilder output = new StringBuilder();
        for (String text : input.split("\0")) {
            SrxTextIterator sentences = new SrxTextIterator(rules, arguments[1], text);
            while (sentences.hasNext()) {
                output.append(sentences.next()).append('\u001f');
            }
            output.append('\0');
        }
        PrintStream stream = new PrintStream(System.out, false, "UTF-8");
        stream.print(output);
        stream.flush();
    }
}
