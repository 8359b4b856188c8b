package org.parvis.site.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.parvis.api.route.Response;
import org.parvis.api.view.Block;
import org.parvis.api.view.FrameSource;
import org.parvis.api.view.HomeBlock;

/** The blocks that plugins put on home pages. */
public final class HomeBlocks {

    private HomeBlocks() {}

    /** Adds them to the model as {@code blocks}, and their tags to the response. */
    public static Response add(Response response, Map<String, Object> model, FrameSource.Asked asked) {
        List<Block> blocks = new ArrayList<>();
        Response tagged = response;
        for (HomeBlock source : asked.plugins().of(HomeBlock.class)) {
            Block block = source.block(asked).orElse(null);
            if (block != null) {
                blocks.add(block);
                tagged = tagged.tagged(block.tags().toArray(String[]::new)).validUntil(block.validUntil());
            }
        }
        model.put("blocks", blocks);
        return tagged;
    }
}
