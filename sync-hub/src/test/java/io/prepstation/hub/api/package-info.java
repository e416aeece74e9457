@NullMarked
package io.prepstation.hub.api;

import org.jspecify.annotations.NullMarked;
