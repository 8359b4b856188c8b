package org.parvis.itests;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parvis.testkit.server.Server;

/** An agent who is signed in, takes files through their workflow, and sends the forms of the back office without its screens. */
final class CaseWorker {
    private static final Pattern REVISION = Pattern.compile("name=\"revision\" value=\"(\\d+)\"");
    private static final Pattern LETTER = Pattern.compile("href=\"([^\"]*/teleservices/piece/[^\"]+)\"");

    private final Server server;
    private final Page page;
    private final String desk;

    CaseWorker(Server server, Page page, String commune) {
        this.server = server;
        this.page = page;
        this.desk = "/bureau/" + commune + "/demarches/";
    }

    String file(String id) {
        return fetched(desk + id).text();
    }

    private APIResponse fetched(String path) {
        APIResponse response = page.request().get(server.territory(path).toString());
        if (response.status() != 200) {
            throw new AssertionError(response.status() + " for " + path);
        }
        return response;
    }

    /** Goes one way with a file; what its form asks is answered. */
    void go(String id, String way) {
        String shown = file(id);
        Matcher form = Pattern.compile("<input type=\"hidden\" name=\"way\" value=\"" + way + "\">.*?</form>", Pattern.DOTALL).matcher(shown);
        Matcher revision = REVISION.matcher(shown);
        if (!form.find() || !revision.find()) {
            throw new AssertionError("no way " + way + " from here: " + ways(shown));
        }
        FormData data = FormData.create().set("way", way).set("revision", revision.group(1));
        Matcher field = Pattern.compile("<(input|textarea)[^>]* name=\"" + way + "\\.([^\"]+)\"[^>]*>").matcher(form.group());
        while (field.find()) {
            data.set(way + "." + field.group(2), plausible(field.group(), field.group(2)));
        }
        APIResponse answer = page.request().post(
                server.territory(desk + id + "/avancer").toString(), RequestOptions.create().setHeader("Sec-Fetch-Site", "same-origin").setMaxRedirects(0).setForm(data));
        if (answer.status() != 303) {
            throw new AssertionError(way + ": " + answer.status() + " " + answer.text());
        }
    }

    private static String plausible(String input, String name) {
        if (input.contains("type=\"date\"")) {
            return Plausible.tomorrow().toString();
        }
        return input.contains("inputmode=\"decimal\"") ? "12,50" : "Réponse d’essai " + name;
    }

    private static String ways(String shown) {
        return Pattern.compile("name=\"way\" value=\"([^\"]+)\"").matcher(shown).results().map(found -> found.group(1)).toList().toString();
    }

    /** Whether nothing more can be done. */
    boolean closed(String id) {
        return ways(file(id)).equals("[]");
    }

    /** The last letter in the history of a file; nothing if there is none. */
    String letter(String id) {
        String shown = file(id);
        String letter = "";
        Matcher link = LETTER.matcher(shown.substring(shown.indexOf("class=\"timeline\"")));
        while (link.find()) {
            letter = fetched(link.group(1)).text();
        }
        return letter;
    }
}
