@NullMarked
package io.prepstation.hub.people;

import org.jspecify.annotations.NullMarked;
