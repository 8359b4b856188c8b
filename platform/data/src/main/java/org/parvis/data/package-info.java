/** The database behind the api: pool, doors, transactions, migrations, change log, work queue and jobs. */
@NullMarked
package org.parvis.data;

import org.jspecify.annotations.NullMarked;
