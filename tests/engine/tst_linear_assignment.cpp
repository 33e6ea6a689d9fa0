#include "engine/error.h"
#include "engine/landscapes/linear_assignment.h"
#include "engine/random.h"

#include <QtTest>

#include <algorithm>
#include <limits>
#include <numeric>

using namespace isthmus::engine;

namespace {

double total(const std::vector<double>& costs, const std::vector<std::size_t>& columns)
{
    double sum = 0.0;
    for (std::size_t row = 0; row < columns.size(); ++row)
        sum += costs[row * columns.size() + columns[row]];
    return sum;
}

std::vector<std::size_t> inOrder(std::size_t n)
{
    std::vector<std::size_t> columns(n);
    std::iota(columns.begin(), columns.end(), 0);
    return columns;
}

bool isPermutation(std::vector<std::size_t> columns)
{
    std::sort(columns.begin(), columns.end());
    return columns == inOrder(columns.size());
}

double least(const std::vector<double>& costs, std::size_t n)
{
    std::vector<std::size_t> columns = inOrder(n);
    double best = std::numeric_limits<double>::infinity();
    do
        best = std::min(best, total(costs, columns));
    while (std::next_permutation(columns.begin(), columns.end()));
    return best;
}

}  // namespace

class LinearAssignmentTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noPermutationIsCheaper_data()
    {
        QTest::addColumn<bool>("whole");
        QTest::newRow("real costs") << false;
        QTest::newRow("small whole numbers, many of them equal") << true;
    }
    void noPermutationIsCheaper()
    {
        QFETCH(bool, whole);
        Random random(1, "costs");
        for (std::size_t n = 1; n <= 7; ++n)
            for (int times = 0; times < 30; ++times) {
                std::vector<double> costs(n * n);
                for (double& cost : costs)
                    cost = whole ? static_cast<double>(random.below(4)) - 2.0 : random.normal();
                const auto columns = linearAssignment(costs, n);
                QVERIFY(isPermutation(columns));
                QVERIFY(std::abs(total(costs, columns) - least(costs, n)) < 1e-12);
            }
    }

    void findsAHiddenPermutation()
    {
        constexpr std::size_t n = 120;
        const auto hidden = Random(2).permutation(n);
        Random random(3);
        std::vector<double> costs(n * n);
        for (double& cost : costs)
            cost = random.uniform(1.0, 2.0);
        for (std::size_t row = 0; row < n; ++row)
            costs[row * n + static_cast<std::size_t>(hidden[row])] = random.uniform(-1.0, 0.0);
        const auto columns = linearAssignment(costs, n);
        for (std::size_t row = 0; row < n; ++row)
            QCOMPARE(columns[row], static_cast<std::size_t>(hidden[row]));
    }

    void nothingToAssign() { QVERIFY(linearAssignment({}, 0).empty()); }

    void stops()
    {
        std::stop_source source;
        source.request_stop();
        const std::vector<double> costs{1.0};
        QVERIFY_EXCEPTION_THROWN(linearAssignment(costs, 1, source.get_token()), Error);
    }
};

QTEST_APPLESS_MAIN(LinearAssignmentTest)
#include "tst_linear_assignment.moc"
