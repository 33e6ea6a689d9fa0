// How many threads are chosen, from made-up speeds, and whose priority is lowered.
#include "engine/machine.h"

#include <QtTest>

#include <array>
#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace isthmus::engine;

namespace {

/// In ns; 0: the system has none for threads of this kind. Of Linux's sched_attr the fourth word of eight bytes.
std::uint64_t stretchOfThisThread()
{
    std::array<std::uint64_t, 6> attributes{};
    return syscall(SYS_sched_getattr, 0, attributes.data(), sizeof attributes, 0) == 0 ? attributes[3] : 0;
}

}  // namespace

class MachineTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFewestThreadsThatAreNearlyAsFastAsAny_data()
    {
        QTest::addColumn<std::vector<ThreadSpeed>>("tried");
        QTest::addColumn<int>("chosen");
        using Tried = std::vector<ThreadSpeed>;
        QTest::newRow("one processor") << Tried{{1, 100.0}} << 1;
        QTest::newRow("two cores") << Tried{{1, 100.0}, {2, 190.0}} << 2;
        QTest::newRow("the second one busy now, or the same core") << Tried{{1, 100.0}, {2, 98.0}} << 2;
        QTest::newRow("a second one that is none") << Tried{{1, 100.0}, {2, 60.0}} << 1;
        QTest::newRow("eight cores of two threads each")
            << Tried{{1, 100.0}, {2, 195.0}, {4, 380.0}, {8, 700.0}, {16, 730.0}} << 8;
        QTest::newRow("more threads than a quota allows") << Tried{{1, 100.0}, {2, 195.0}, {4, 150.0}} << 2;
        QTest::newRow("nothing measured") << Tried{{1, 0.0}, {2, 0.0}} << 2;
    }
    void theFewestThreadsThatAreNearlyAsFastAsAny()
    {
        QFETCH(std::vector<ThreadSpeed>, tried);
        QTEST(worthwhileThreads(tried), "chosen");
    }

    /// Blocks that were freed come back without the system's clearing their pages again.
    void freedMemoryIsKept()
    {
#if !defined(__GLIBC__) || defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("memory comes from another library here");
#endif
        keepFreedMemory();
        const auto faultsOfBlocks = [] {
            rusage before{};
            getrusage(RUSAGE_THREAD, &before);
            std::vector<std::unique_ptr<char[]>> blocks;
            for (int k = 0; k < 20; ++k)
                blocks.push_back(std::make_unique<char[]>(std::size_t{4} << 20));  // set to zero, so every page is touched
            blocks.clear();
            rusage after{};
            getrusage(RUSAGE_THREAD, &after);
            return after.ru_minflt - before.ru_minflt;
        };
        const long first = faultsOfBlocks();
        const long again = faultsOfBlocks();
        if (first < 1000)
            QSKIP("the system's pages are so large that this cannot be seen");
        QVERIFY2(again < first / 10, qPrintable(QString::number(again) + " after " + QString::number(first)));
    }

    void aThreadThatGivesWayTakesThoseThatItStartsAlong()
    {
        const auto priority = [] { return getpriority(PRIO_PROCESS, 0); };
        const int before = priority();
        int own = 0;
        int started = 0;
        std::thread([&] {
            giveWay(3);
            own = priority();
            std::thread([&] { started = priority(); }).join();
        }).join();
        QCOMPARE(own, std::min(before + 3, 19));
        QCOMPARE(started, own);
        QCOMPARE(priority(), before);
    }

    void aThreadThatGivesWayHasLongerStretchesThanOthers()
    {
        std::uint64_t stretch = 0;
        std::uint64_t ofOthers = 0;
        std::thread([&] {
            ofOthers = stretchOfThisThread();
            giveWay(1);
            std::thread([&] { stretch = stretchOfThisThread(); }).join();
        }).join();
        if (ofOthers == 0)
            QSKIP("this Linux has no stretches of a thread's own");
        QVERIFY2(stretch > ofOthers, qPrintable(QStringLiteral("%1 and %2 ns").arg(stretch).arg(ofOthers)));
    }

    void thisMachineUsesNoMoreThanItHas()
    {
        const int threads = fastestThreads();
        QVERIFY(threads >= 1);
        QVERIFY(threads <= std::max(1, static_cast<int>(std::thread::hardware_concurrency())));
        QCOMPARE(fastestThreads(), threads);
    }
};

QTEST_GUILESS_MAIN(MachineTest)
#include "tst_machine.moc"
