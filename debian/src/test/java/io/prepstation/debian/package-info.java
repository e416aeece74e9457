@NullMarked
package io.prepstation.debian;

import org.jspecify.annotations.NullMarked;
