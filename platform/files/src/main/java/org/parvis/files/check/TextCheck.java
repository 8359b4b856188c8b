package org.parvis.files.check;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.owasp.html.HtmlSanitizer;
import org.parvis.api.content.AccessibilityCheck;
import org.parvis.api.tenant.TenantId;

/** What can be told from a text alone: pictures, headings, links, tables, capital letters. */
@Component
public final class TextCheck implements AccessibilityCheck {

    @Override
    public List<Finding> check(TenantId tenant, String html) {
        TextReading reading = new TextReading();
        HtmlSanitizer.sanitize(html, reading);
        return reading.findings();
    }
}
