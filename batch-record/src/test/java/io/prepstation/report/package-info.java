@NullMarked
package io.prepstation.report;

import org.jspecify.annotations.NullMarked;
