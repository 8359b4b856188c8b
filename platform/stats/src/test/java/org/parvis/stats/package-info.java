@NullMarked
package org.parvis.stats;

import org.jspecify.annotations.NullMarked;
