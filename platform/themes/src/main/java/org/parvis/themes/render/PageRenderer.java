package org.parvis.themes.render;

import freemarker.core.Environment;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.api.tenant.Site;
import org.parvis.api.view.Renderer.RenderFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renders one page, watched and bounded. */
public final class PageRenderer {
    private static final Logger LOG = LoggerFactory.getLogger(PageRenderer.class);

    private final RenderWatch watch;
    private final Clock clock;
    private final Suspensions suspensions;

    public PageRenderer(RenderWatch watch, Clock clock) {
        this.watch = watch;
        this.clock = clock;
        this.suspensions = new Suspensions(clock);
    }

    /** @throws RenderFailed after the fault has been logged */
    public byte[] render(PageTemplates templates, Functions functions, Site site, String template, Map<String, ?> model) {
        String name = template + ".ftlh";
        if (suspensions.suspended(site.id(), name)) {
            throw new RenderFailed("template " + name + " is suspended for site " + site.host());
        }
        PageOutput output = PageOutput.take(watch.budget().output());
        try {
            String stopped = run(templates, functions, site, name, model, output);
            if (!stopped.isEmpty()) {
                suspensions.stopped(site.id(), name);
                throw failed(site, "Template " + name + " of " + templates.owner(name) + " was stopped: " + stopped, null);
            }
            byte[] page = output.toBytes();
            return NamedErrors.in(model) ? NamedErrors.named(new String(page, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8) : page;
        } finally {
            output.release();
        }
    }

    /** Why the watch stopped it, or the empty string. */
    private String run(PageTemplates templates, Functions functions, Site site, String name, Map<String, ?> model, PageOutput output) {
        RenderWatch.Slot slot = watch.begin();
        Throwable fault = null;
        try {
            Template template = templates.getTemplate(name);
            Environment environment = template.createProcessingEnvironment(new Page(functions, site, model), output, Models.INSTANCE);
            environment.setLocale(functions.language());
            environment.process();
        } catch (TemplateException | IOException | RuntimeException caught) {
            fault = caught;
        } catch (StackOverflowError | OutOfMemoryError caught) {
            // A template can bring these about by itself: endless recursion, one giant text. Nothing of ours was being changed.
            fault = caught;
        }
        String stopped = slot.end();
        if (stopped.isEmpty() && fault != null) {
            throw failed(site, sentence(templates, name, fault), fault);
        }
        return stopped;
    }

    private static String sentence(PageTemplates templates, String name, Throwable fault) {
        if (fault instanceof TemplateException inTemplate) {
            return PageTemplates.sentence(inTemplate);
        }
        if (fault instanceof PageTemplates.Unusable) {
            return fault.getMessage();
        }
        String what = fault instanceof StackOverflowError ? "endless recursion" : String.valueOf(fault.getMessage());
        return "Template " + name + " of " + templates.owner(name) + ": " + what;
    }

    private static RenderFailed failed(Site site, String sentence, @Nullable Throwable fault) {
        LOG.error("{} (site {})", sentence, site.host());
        LOG.debug("where it failed", fault);
        return new RenderFailed(sentence);
    }

    /** What a template sees: functions first, so that no model can replace them; then the model of the page. */
    private final class Page implements TemplateHashModel {
        private final Functions functions;
        private final Site site;
        private final Map<String, ?> model;
        private @Nullable TemplateModel date;
        private @Nullable TemplateModel siteModel;

        Page(Functions functions, Site site, Map<String, ?> model) {
            this.functions = functions;
            this.site = site;
            this.model = model;
        }

        @Override
        public @Nullable TemplateModel get(String key) throws TemplateModelException {
            TemplateModel function = functions.byName(key);
            if (function != null) {
                return function;
            }
            if (key.equals("date")) {
                if (date == null) {
                    date = functions.date(site.tenant().zone());
                }
                return date;
            }
            if (key.equals("site")) {
                if (siteModel == null) {
                    siteModel = Models.INSTANCE.wrap(site);
                }
                return siteModel;
            }
            Object value = model.get(key);
            return value != null ? Models.INSTANCE.wrap(value) : missing(key);
        }

        @Override
        public boolean isEmpty() {
            return false;
        }

        private @Nullable TemplateModel missing(String key) throws TemplateModelException {
            return switch (key) {
                case "now" -> Models.INSTANCE.wrap(clock.instant());
                case "path" -> Models.INSTANCE.wrap("/");
                default -> null;
            };
        }
    }
}
