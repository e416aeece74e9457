package io.prepstation.hub.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.Statement;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptStatementsTest {

    @TempDir Path directory;

    private Handle handle;

    @BeforeEach
    void open() {
        SqliteDialect dialect = new SqliteDialect(directory.resolve("hub.db"));
        Jdbi jdbi = Jdbi.create(dialect.writer());
        jdbi.setStatementBuilderFactory(dialect.statements());
        handle = jdbi.open();
        handle.execute("CREATE TABLE things (name TEXT NOT NULL UNIQUE) STRICT");
    }

    @AfterEach
    void close() {
        handle.close();
    }

    /// Each statement was prepared anew, because it came back under its text with names and is asked for with `?`.
    @Test
    void a_statement_with_named_values_is_prepared_once() {
        Statement first = statementOf("one");
        Statement second = statementOf("two");

        assertSame(first, second);
    }

    @Test
    void a_statement_that_the_driver_gave_up_is_prepared_anew() {
        assertThrows(JdbiException.class, () -> json("{"));

        assertEquals("{}", json("{}"));
    }

    @Test
    void what_a_failed_batch_left_is_not_written_by_the_next() {
        assertThrows(JdbiException.class, () -> insert("a", "a", "left over"));
        handle.execute("DELETE FROM things");

        insert("b");

        assertEquals(
                List.of("b"),
                handle.createQuery("SELECT name FROM things").mapTo(String.class).list());
    }

    private Statement statementOf(String name) {
        return handle.createQuery("SELECT :name")
                .bind("name", name)
                .map((_, context) -> (Statement) context.getStatement())
                .one();
    }

    private String json(String text) {
        return handle.createQuery("SELECT json(:text)")
                .bind("text", text)
                .mapTo(String.class)
                .one();
    }

    private void insert(String... names) {
        PreparedBatch batch = handle.prepareBatch("INSERT INTO things (name) VALUES (:name)");
        for (String name : names) {
            batch.bind("name", name).add();
        }
        batch.execute();
    }
}
