package io.prepstation.hub.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;

/// Prints a result for people, or as a JSON line for programs.
record Printer(PrintWriter out, boolean json) {

    void print(String text, ObjectNode line) {
        out.println(json ? line.toString() : text);
        out.flush();
    }
}
