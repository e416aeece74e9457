/// A real hub on a real file, asked over real HTTP.
@NullMarked
package io.prepstation.hub;

import org.jspecify.annotations.NullMarked;
