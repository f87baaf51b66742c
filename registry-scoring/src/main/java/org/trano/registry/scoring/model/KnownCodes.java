package org.trano.registry.scoring.model;

import java.util.Set;
import org.trano.registry.scoring.internal.expression.Expression;

/** Gathers the codes of an indicator that formulas name. */
final class KnownCodes {
    private final int column;
    private final Set<String> into;

    KnownCodes(int column, Set<String> into) {
        this.column = column;
        this.into = into;
    }

    void visit(Expression of) {
        if (of instanceof Expression.Points points && points.column() == column) {
            into.addAll(points.byCode().keySet());
        } else if (of instanceof Expression.OneOf one && one.column() == column) {
            into.addAll(one.codes());
        } else if (of instanceof Expression.Leaves leaves) {
            leaves.forest().codes(column, into);
        }
        of.parts().forEach(this::visit);
    }
}
