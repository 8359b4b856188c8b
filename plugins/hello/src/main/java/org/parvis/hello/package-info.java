/** The smallest complete plugin: a greeting that the town hall writes, and the page that shows it. */
@NullMarked
@Plugin(id = "hello", permissions = "hello.write=editor")
package org.parvis.hello;

import org.jspecify.annotations.NullMarked;
import org.parvis.api.plugin.Plugin;
