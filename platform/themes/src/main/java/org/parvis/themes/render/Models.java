package org.parvis.themes.render;

import freemarker.ext.util.WrapperTemplateModel;
import freemarker.template.ObjectWrapper;
import freemarker.template.SimpleNumber;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateCollectionModelEx;
import freemarker.template.TemplateHashModelEx2;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateModelIterator;
import freemarker.template.TemplateScalarModel;
import freemarker.template.TemplateSequenceModel;
import freemarker.core.HTMLOutputFormat;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.api.content.Html;

/**
 * Turns values into what templates see: texts, numbers, booleans, times, lists, maps and records of these, and nothing else.
 *
 * <p>Written out rather than configured: what is not listed here cannot be reached, whatever the template says.
 */
public final class Models implements ObjectWrapper {

    /** Stateless, and so shared by all themes and sites. */
    public static final Models INSTANCE = new Models();

    private Models() {}

    @Override
    public @Nullable TemplateModel wrap(@Nullable Object value) throws TemplateModelException {
        if (value == null) {
            return null;
        }
        if (value instanceof String text) {
            return new SimpleScalar(text);
        }
        if (value instanceof TemplateModel model) {
            return model;
        }
        if (value instanceof Number number) {
            return new SimpleNumber(number);
        }
        if (value instanceof Boolean flag) {
            return flag ? TemplateBooleanModel.TRUE : TemplateBooleanModel.FALSE;
        }
        if (value instanceof Html html) {
            return HTMLOutputFormat.INSTANCE.fromMarkup(html.html());
        }
        if (value instanceof Record data) {
            return RecordModel.of(data);
        }
        if (value instanceof List<?> list) {
            return new ListModel(list);
        }
        if (value instanceof Map<?, ?> map) {
            return new MapModel(map);
        }
        return wrapRare(value);
    }

    private @Nullable TemplateModel wrapRare(Object value) throws TemplateModelException {
        if (value instanceof Optional<?> optional) {
            return wrap(optional.orElse(null));
        }
        if (value instanceof Collection<?> collection) {
            return new CollectionModel(collection);
        }
        if (value instanceof Enum<?> constant) {
            return new SimpleScalar(constant.name());
        }
        if (value instanceof TemporalAccessor || value instanceof Duration) {
            return new TimeModel(value);
        }
        if (value instanceof UUID || value instanceof ZoneId || value instanceof URI || value instanceof Character) {
            return new SimpleScalar(value.toString());
        }
        if (value instanceof Locale locale) {
            return new SimpleScalar(locale.toLanguageTag());
        }
        throw new TemplateModelException("A template may not see a value of type " + value.getClass().getName());
    }

    /** A date, time or duration: prints as ISO 8601; the function {@code date} formats it. */
    record TimeModel(Object value) implements TemplateScalarModel, WrapperTemplateModel {
        @Override
        public String getAsString() {
            return value.toString();
        }

        @Override
        public Object getWrappedObject() {
            return value;
        }
    }

    /** A list; its elements are wrapped as they are read. */
    record ListModel(List<?> list) implements TemplateSequenceModel, TemplateCollectionModelEx {
        @Override
        public @Nullable TemplateModel get(int index) throws TemplateModelException {
            return index >= 0 && index < list.size() ? INSTANCE.wrap(list.get(index)) : null;
        }

        @Override
        public int size() {
            return list.size();
        }

        @Override
        public boolean isEmpty() {
            return list.isEmpty();
        }

        @Override
        public TemplateModelIterator iterator() {
            return new ModelIterator(list.iterator());
        }
    }

    private record CollectionModel(Collection<?> collection) implements TemplateCollectionModelEx {
        @Override
        public int size() {
            return collection.size();
        }

        @Override
        public boolean isEmpty() {
            return collection.isEmpty();
        }

        @Override
        public TemplateModelIterator iterator() {
            return new ModelIterator(collection.iterator());
        }
    }

    private record MapModel(Map<?, ?> map) implements TemplateHashModelEx2 {
        @Override
        public @Nullable TemplateModel get(String key) throws TemplateModelException {
            return INSTANCE.wrap(map.get(key));
        }

        @Override
        public boolean isEmpty() {
            return map.isEmpty();
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public TemplateCollectionModelEx keys() {
            return new CollectionModel(map.keySet());
        }

        @Override
        public TemplateCollectionModelEx values() {
            return new CollectionModel(map.values());
        }

        @Override
        public KeyValuePairIterator keyValuePairIterator() {
            return new PairIterator(map.entrySet().iterator());
        }
    }

    private record ModelIterator(Iterator<?> iterator) implements TemplateModelIterator {
        @Override
        public @Nullable TemplateModel next() throws TemplateModelException {
            return INSTANCE.wrap(iterator.next());
        }

        @Override
        public boolean hasNext() {
            return iterator.hasNext();
        }
    }

    private record PairIterator(Iterator<? extends Map.Entry<?, ?>> iterator) implements TemplateHashModelEx2.KeyValuePairIterator {
        @Override
        public boolean hasNext() {
            return iterator.hasNext();
        }

        @Override
        public TemplateHashModelEx2.KeyValuePair next() {
            Map.Entry<?, ?> entry = iterator.next();
            return new TemplateHashModelEx2.KeyValuePair() {
                @Override
                public @Nullable TemplateModel getKey() throws TemplateModelException {
                    return INSTANCE.wrap(entry.getKey());
                }

                @Override
                public @Nullable TemplateModel getValue() throws TemplateModelException {
                    return INSTANCE.wrap(entry.getValue());
                }
            };
        }
    }
}
