/// Figures for who watches over the hub.
@NullMarked
package io.prepstation.hub.metrics;

import org.jspecify.annotations.NullMarked;
