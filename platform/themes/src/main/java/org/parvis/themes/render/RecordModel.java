package org.parvis.themes.render;

import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.PlaceName;
import org.parvis.api.tenant.TenantId;

/** A record: its components are properties, its other methods without parameters can be called. */
class RecordModel implements TemplateHashModel {
    private final Record data;
    private final RecordShape shape;

    private RecordModel(Record data) {
        this.data = data;
        this.shape = RecordShape.of(data.getClass());
    }

    static TemplateModel of(Record data) {
        return data instanceof PlaceName || data instanceof TenantId ? new PrintableRecordModel(data) : new RecordModel(data);
    }

    @Override
    public @Nullable TemplateModel get(String key) throws TemplateModelException {
        RecordShape.Member component = shape.component(key);
        if (component != null) {
            return Models.INSTANCE.wrap(component.of(data));
        }
        RecordShape.Member method = shape.method(key);
        return method == null ? null : new RecordMethod(data, method, key);
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    String text() {
        return data.toString();
    }

    /** A record that stands for a text. */
    private static final class PrintableRecordModel extends RecordModel implements TemplateScalarModel {
        PrintableRecordModel(Record data) {
            super(data);
        }

        @Override
        public String getAsString() {
            return text();
        }
    }

    private record RecordMethod(Record target, RecordShape.Member method, String name) implements TemplateMethodModelEx {
        @Override
        public @Nullable Object exec(@SuppressWarnings("rawtypes") List arguments) throws TemplateModelException {
            if (!arguments.isEmpty()) {
                throw new TemplateModelException(name + "() takes no argument");
            }
            return Models.INSTANCE.wrap(method.of(target));
        }
    }
}
