/// The database on a real file.
@NullMarked
package io.prepstation.hub.store;

import org.jspecify.annotations.NullMarked;
