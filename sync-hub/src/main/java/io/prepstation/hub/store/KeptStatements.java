package io.prepstation.hub.store;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilderFactory;
import org.jdbi.v3.core.statement.StatementContext;
import org.sqlite.SQLiteConnection;

/// Keeps statements prepared for the next transaction on the same connection of SQLite, whose driver forgets them: the same
/// few dozen texts come with every request, and preparing them costs more than most of them.
final class KeptStatements implements StatementBuilderFactory {

    /// More than the hub has; texts with lists of their own length are as many as there are lengths.
    private static final int MOST = 256;

    private final Map<SQLiteConnection, Idle> idle = new ConcurrentHashMap<>();

    @Override
    public StatementBuilder createStatementBuilder(Connection connection) {
        try {
            SQLiteConnection physical = connection.unwrap(SQLiteConnection.class);
            idle.keySet().removeIf(KeptStatements::isClosed);
            return new Builder(physical, idle.computeIfAbsent(physical, _ -> new Idle()));
        } catch (SQLException e) {
            throw new IllegalStateException("not a connection of SQLite", e);
        }
    }

    private static boolean isClosed(SQLiteConnection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            throw new IllegalStateException("a connection does not say whether it is open", e);
        }
    }

    /// Statements of one connection that nobody uses now, the longest unused first. A connection has one user at a time.
    private static final class Idle extends LinkedHashMap<String, PreparedStatement> {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PreparedStatement> eldest) {
            if (size() > MOST) {
                closed(eldest.getValue());
                return true;
            }
            return false;
        }

        private static void closed(PreparedStatement statement) {
            try {
                statement.close();
            } catch (SQLException e) {
                throw new IllegalStateException("a statement nobody uses cannot be closed", e);
            }
        }
    }

    /// For one transaction.
    private static final class Builder implements StatementBuilder {

        private final StatementBuilder usual = new DefaultStatementBuilder();
        private final SQLiteConnection connection;
        private final Idle idle;

        /// The texts of those in use, with `?` for each value; when they are done with, Jdbi names the text with names.
        private final IdentityHashMap<Statement, String> texts = new IdentityHashMap<>();

        Builder(SQLiteConnection connection, Idle idle) {
            this.connection = connection;
            this.idle = idle;
        }

        @Override
        public Statement create(Connection through, StatementContext context) throws SQLException {
            return usual.create(through, context);
        }

        @Override
        public PreparedStatement create(Connection through, String sql, StatementContext context)
                throws SQLException {
            PreparedStatement kept = idle.remove(sql);
            PreparedStatement statement = kept == null ? connection.prepareStatement(sql) : kept;
            texts.put(statement, sql);
            return statement;
        }

        @Override
        public CallableStatement createCall(
                Connection through, String sql, StatementContext context) throws SQLException {
            return usual.createCall(through, sql, context);
        }

        /// Its rows were closed before.
        @Override
        public void close(Connection through, String sql, Statement statement) throws SQLException {
            String text = texts.remove(statement);
            if (text != null
                    && statement instanceof PreparedStatement prepared
                    && isEmptied(prepared)) {
                PreparedStatement other = idle.put(text, prepared);
                if (other != null) {
                    other.close();
                }
            } else {
                statement.close();
            }
        }

        /// Forgets what was bound, and what a batch that failed left behind; false for a statement that is of no use any
        /// more, because after most failures the driver gives it up.
        private static boolean isEmptied(PreparedStatement statement) {
            try {
                statement.clearParameters();
                statement.clearBatch();
                return !statement.isClosed();
            } catch (SQLException e) {
                return false;
            }
        }
    }
}
