/** What a demonstration starts with. */
@NullMarked
package org.parvis.operations.demo;

import org.jspecify.annotations.NullMarked;
