/** The packed distribution, started on free ports and driven from outside. */
@NullMarked
package org.parvis.testkit.server;

import org.jspecify.annotations.NullMarked;
