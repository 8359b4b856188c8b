@NullMarked
package org.parvis.data;

import org.jspecify.annotations.NullMarked;
