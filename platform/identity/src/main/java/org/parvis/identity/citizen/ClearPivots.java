package org.parvis.identity.citizen;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.data.ClearTexts;
import org.parvis.api.data.Reader;
import org.parvis.identity.SealedTexts;

/** What identity providers certified before there was encryption. */
@Component
public final class ClearPivots implements ClearTexts {

    @Override
    public List<ClearText> some(Reader territory, int most) {
        return PersonLinkTable.clear(territory, most).stream()
                .map(link -> new ClearText(
                        link.clear().text(), SealedTexts.pivot(link.issuer(), link.subject()),
                        (transaction, sealed) -> PersonLinkTable.seal(transaction, link, sealed)))
                .toList();
    }
}
