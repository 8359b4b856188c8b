/** Addresses of the Base Adresse Nationale: taken in, kept in the database, searched in an index of each node. */
@NullMarked
package org.parvis.search.address;

import org.jspecify.annotations.NullMarked;
