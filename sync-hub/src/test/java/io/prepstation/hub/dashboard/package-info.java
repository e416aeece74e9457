@NullMarked
package io.prepstation.hub.dashboard;

import org.jspecify.annotations.NullMarked;
