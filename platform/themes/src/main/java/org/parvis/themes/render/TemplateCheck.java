package org.parvis.themes.render;

import freemarker.core.TemplateElement;
import freemarker.core.TemplateObject;
import freemarker.template.Template;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;

/**
 * Lets through templates that say only what is listed here.
 *
 * <p>Works on the parsed tree, so that no spelling (escapes, comments, nested strings) hides anything, and refuses what it does
 * not know. What is left out either escapes from the page's data, changes the escaping, or can cost without bound in one step,
 * where the watch over running renders cannot stop it.
 */
@SuppressWarnings("deprecation") // The only way to the tree, and deprecated without another; the version of FreeMarker is ours to choose.
final class TemplateCheck {
    /** Node classes of FreeMarker that any template may hold. */
    private static final Set<String> NODES = Set.of(
            // directives
            "Assignment", "AssignmentInstruction", "AttemptBlock", "BlockAssignment", "BodyInstruction", "BreakInstruction", "Case",
            "Comment", "CompressedBlock", "ConditionalBlock", "ContinueInstruction", "DollarVariable", "ElseOfList", "IfBlock", "Include",
            "Items", "IteratorBlock", "LibraryLoad", "ListElseContainer", "Macro", "MixedContent", "On", "RecoveryBlock",
            "ReturnInstruction", "Sep", "SwitchBlock", "TextBlock", "TrimInstruction", "UnifiedCall",
            // expressions
            "AddConcatExpression", "AndExpression", "ArithmeticExpression", "BooleanLiteral", "ComparisonExpression", "DefaultToExpression",
            "Dot", "DotBeforeMethodCall", "DynamicKeyName", "DynamicKeyNameBeforeMethodCall", "ExistsExpression", "HashLiteral", "Identifier", "ListLiteral", "LocalLambdaExpression", "MethodCall",
            "NotExpression", "NumberLiteral", "OrExpression", "ParentheticalExpression", "StringLiteral", "UnaryPlusMinusExpression");

    private static final Set<String> BUILT_INS = Set.of(
            "abs", "boolean", "c", "cap_first", "ceiling", "cn", "counter", "drop_while", "ends_with", "esc", "filter", "first", "floor",
            "has_content", "has_next", "index", "int", "is_boolean", "is_enumerable", "is_even_item", "is_first", "is_hash", "is_last",
            "is_markup_output", "is_number", "is_odd_item", "is_sequence", "is_string", "item_cycle", "item_parity", "keys", "last",
            "length", "lower_case", "map", "markup_string", "max", "min", "remove_beginning", "remove_ending", "reverse", "round",
            "seq_contains", "seq_index_of", "sequence", "size", "sort", "sort_by", "starts_with", "substring", "switch", "take_while", "then", "trim",
            "truncate", "truncate_w", "uncap_first", "upper_case", "url", "url_path", "values");

    /** Built-ins whose cost depends on their arguments: these are short texts, written out; with how many of them. */
    private static final Map<String, Integer> WITH_LITERALS =
            Map.of("contains", 1, "index_of", 2, "last_index_of", 2, "join", 1, "replace", 2, "split", 1, "string", 2);

    /** As these also work without a call ({@code 5?string}). */
    private static final Set<String> BARE_TOO = Set.of("string");

    private static final Set<String> VARIABLES = Set.of("args", "current_template_name", "error", "globals", "lang", "locale", "namespace", "pass");
    private static final int LONGEST_LITERAL = 24;

    private static final MethodHandle PARAMETER_COUNT = hidden("getParameterCount", MethodType.methodType(int.class, TemplateObject.class));
    private static final MethodHandle PARAMETER =
            hidden("getParameterValue", MethodType.methodType(Object.class, TemplateObject.class, int.class), int.class);
    private static final MethodHandle SYMBOL = hidden("getNodeTypeSymbol", MethodType.methodType(String.class, TemplateObject.class));

    private TemplateCheck() {}

    /** What is wrong with a template, and where. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final int line;

        Refused(String message, int line) {
            super(message, null, false, false);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    static void check(Template template) throws Refused {
        element(template.getRootTreeNode());
    }

    private static void element(TemplateElement element) throws Refused {
        object(element);
        for (int i = 0; i < element.getChildCount(); i++) {
            element((TemplateElement) element.getChildAt(i));
        }
    }

    private static void object(TemplateObject object) throws Refused {
        String type = object.getClass().getSimpleName();
        if (type.equals("MethodCall") && parameter(object, 0) instanceof TemplateObject target && isLiteralBuiltIn(target)) {
            literalCall(object, target);
            return;
        }
        if (isBuiltIn(object)) {
            builtIn(object);
        } else if (type.equals("BuiltinVariable")) {
            variable(object);
        } else if (type.equals("Range")) {
            throw refused(object, "a range may stand only in <#list from..to as x> and between [ and ]");
        } else if (!NODES.contains(type)) {
            throw refused(object, symbol(object) + " is not allowed in templates");
        }
        parameters(object, type.equals("IteratorBlock") || type.startsWith("DynamicKeyName"));
    }

    private static void parameters(TemplateObject object, boolean rangeAllowed) throws Refused {
        int count = count(object);
        for (int i = 0; i < count; i++) {
            Object parameter = parameter(object, i);
            if (rangeAllowed && parameter instanceof TemplateObject range && range.getClass().getSimpleName().equals("Range")) {
                parameters(range, false);
            } else if (parameter instanceof TemplateElement nested) {
                element(nested);
            } else if (parameter instanceof TemplateObject nested) {
                object(nested);
            }
        }
    }

    private static void builtIn(TemplateObject object) throws Refused {
        String name = name(object);
        if (!BUILT_INS.contains(name) && !BARE_TOO.contains(name)) {
            String why = WITH_LITERALS.containsKey(name) ? " needs its arguments in parentheses" : " is not allowed in templates";
            throw refused(object, "?" + name + why);
        }
    }

    private static void literalCall(TemplateObject call, TemplateObject builtIn) throws Refused {
        String name = name(builtIn);
        int allowed = WITH_LITERALS.get(name);
        int arguments = count(call) - 1;
        if (arguments > allowed) {
            throw refused(call, "?" + name + " takes at most " + allowed + " argument(s) here");
        }
        for (int i = 1; i <= arguments; i++) {
            if (!(parameter(call, i) instanceof TemplateObject argument && isShortLiteral(argument))) {
                throw refused(call, "?" + name + " takes only texts written out, of at most " + LONGEST_LITERAL + " characters");
            }
        }
        parameters(builtIn, false);
    }

    private static boolean isShortLiteral(TemplateObject argument) {
        String type = argument.getClass().getSimpleName();
        return (type.equals("NumberLiteral") || type.equals("StringLiteral") && count(argument) == 0)
                && argument.getCanonicalForm().length() <= LONGEST_LITERAL + 2;
    }

    private static void variable(TemplateObject object) throws Refused {
        String name = object.getCanonicalForm().substring(1);
        if (!VARIABLES.contains(name)) {
            throw refused(object, "." + name + " is not allowed in templates");
        }
    }

    private static boolean isLiteralBuiltIn(TemplateObject object) {
        return isBuiltIn(object) && WITH_LITERALS.containsKey(name(object));
    }

    private static boolean isBuiltIn(TemplateObject object) {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals("freemarker.core.BuiltIn")) {
                return true;
            }
        }
        return false;
    }

    /** Name of a built-in: {@code ?then(...)} is {@code then}. */
    private static String name(TemplateObject builtIn) {
        String symbol = symbol(builtIn);
        int arguments = symbol.indexOf('(');
        return symbol.substring(1, arguments < 0 ? symbol.length() : arguments);
    }

    private static Refused refused(TemplateObject object, String message) {
        return new Refused(message, object.getBeginLine());
    }

    private static String symbol(TemplateObject object) {
        try {
            return (String) SYMBOL.invokeExact(object);
        } catch (Throwable fault) {
            throw unreadable(fault);
        }
    }

    private static int count(TemplateObject object) {
        try {
            return (int) PARAMETER_COUNT.invokeExact(object);
        } catch (Throwable fault) {
            throw unreadable(fault);
        }
    }

    private static Object parameter(TemplateObject object, int index) {
        try {
            return PARAMETER.invokeExact(object, index);
        } catch (Throwable fault) {
            throw unreadable(fault);
        }
    }

    private static IllegalStateException unreadable(Throwable fault) {
        return new IllegalStateException("the tree of a template cannot be read", fault);
    }

    /** FreeMarker shows expressions to its own package alone. */
    private static MethodHandle hidden(String name, MethodType type, Class<?>... parameters) {
        try {
            Method method = TemplateObject.class.getDeclaredMethod(name, parameters);
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method).asType(type);
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException("this version of FreeMarker is not the one that templates are checked with", changed);
        }
    }
}
