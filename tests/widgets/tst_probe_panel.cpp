#include "tests/widgets/small_grid.h"
#include "widgets/landscape/prediction_list.h"
#include "widgets/landscape/probe_panel.h"
#include "widgets/landscape/value_table.h"

#include <QClipboard>
#include <QDoubleSpinBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace isthmus;
using engine::Split;
using widgets::ProbePanel;
using widgets::ValueTable;

namespace {

using Place = std::array<double, 3>;

engine::ProbeImage image(int label, const std::vector<double>& probabilities)
{
    return {.task = 2,
            .channels = 1,
            .height = 2,
            .width = 2,
            .pixels = {0, 255, 255, 0},
            .label = label,
            .probabilities = probabilities};
}

engine::PointProbe probe()
{
    return {.place = {0.5, -0.25, 0.0},
            .scores = {{1, Split::Test, 0.512, 0.931, 0.012}, {2, Split::Test, 2.3, 0.1, 0.0}},
            .anchors = {"task-01", "task-02"},
            .distances = {1.25, 12.0},
            .images = {image(1, {0.1, 0.9}), image(1, {0.64, 0.36})}};
}

engine::PointProbePtr shared(const engine::PointProbe& probe) { return std::make_shared<const engine::PointProbe>(probe); }

}  // namespace

class TestProbePanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        panel_ = std::make_unique<ProbePanel>();
        panel_->setGrid(tests::planeGrid(2));
        panel_->resize(320, 900);
        panel_->show();
        QVERIFY(QTest::qWaitForWindowExposed(panel_.get()));
        panel_->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(panel_.get()));
    }

    void cleanup() { panel_.reset(); }

    void emptyUntilAPointIsProbed()
    {
        QVERIFY(panel_->isEmpty());
        QVERIFY(box("x")->isVisible());  // a place can be typed all the same
        panel_->setProbe(shared(probe()));
        QVERIFY(!panel_->isEmpty());
        panel_->setGrid(nullptr);
        QVERIFY(panel_->isEmpty());
        QVERIFY(!box("x")->isVisible());
    }

    void showsPlaceScoresAndDistances()
    {
        panel_->setProbe(shared(probe()));
        QCOMPARE(box("x")->value(), 0.5);
        QCOMPARE(box("y")->value(), -0.25);
        QVERIFY(!box("z")->isVisible());
        QCOMPARE(box("x")->accessibleName(), QStringLiteral("x: distance from task-01 towards task-02"));
        QCOMPARE(table("scores")->rows(), 2);
        QCOMPARE(table("scores")->cell(0, 0), QStringLiteral("1"));
        QCOMPARE(table("scores")->cell(0, 1), QStringLiteral("0.512 ± 0.012"));
        QCOMPARE(table("scores")->cell(0, 2), QStringLiteral("93.1\u202f%"));
        QCOMPARE(table("scores")->cell(1, 1), QStringLiteral("2.30"));  // no error known
        QCOMPARE(table("distances")->cell(1, 0), QStringLiteral("task-02"));
        QCOMPARE(table("distances")->cell(1, 1), QStringLiteral("12.0"));
    }

    void namesTheSplitsWhereThereAreTwo()
    {
        engine::PointProbe both = probe();
        both.scores.push_back({1, Split::Train, 0.4, 0.95, 0.0});
        panel_->setProbe(shared(both));
        QCOMPARE(table("scores")->cell(0, 0), QStringLiteral("1, test"));
        QCOMPARE(table("scores")->cell(2, 0), QStringLiteral("1, training"));
    }

    void ofSeveralDrawsItIsSaidWhich()
    {
        QVERIFY(!box("draw")->isVisible());
        auto grid = std::make_shared<engine::LandscapeGrid>(*tests::planeGrid(2));
        grid->draws = 5;
        panel_->setGrid(grid);
        QVERIFY(box("draw")->isVisible());
        panel_->setProbe(shared(probe()));
        QVERIFY(says(QStringLiteral("of draw 1 of 5; the map shows the mean")));
        QSignalSpy chosen(panel_.get(), &ProbePanel::drawChosen);
        box("draw")->setFocus();
        QTest::keyClick(box("draw"), Qt::Key_Up);
        QCOMPARE(chosen.takeFirst(), QVariantList{1});
        panel_->setProbe(shared(probe()));
        QVERIFY(says(QStringLiteral("of draw 2 of 5; the map shows the mean")));
        panel_->setDraw(0);
        QCOMPARE(box("draw")->value(), 1.0);
        QVERIFY(chosen.isEmpty());
    }

    void anEnsembleIsOfOneDraw()
    {
        const auto* draw = panel_->findChild<QLabel*>(QStringLiteral("ensembleDraw"));
        const std::vector<std::array<double, 3>> places{{0.5, -0.25, 0.0}, {1.0, 0.0, 0.0}};
        panel_->setPins(places);
        QVERIFY(!draw->isVisible());
        auto grid = std::make_shared<engine::LandscapeGrid>(*tests::planeGrid(2));
        grid->draws = 5;
        panel_->setGrid(grid);
        panel_->setPins(places);
        QVERIFY(draw->isVisible());
        QVERIFY2(draw->text().contains(QStringLiteral("draw 1 of 5")), qPrintable(draw->text()));
        engine::EnsembleProbe scored;
        scored.places = places;
        scored.scores = {{1, Split::Test, 0.3, 0.94, 0.0}};
        panel_->setEnsemble(std::make_shared<const engine::EnsembleProbe>(scored));
        QVERIFY(table("ensembleScores")->isVisible());
        box("draw")->setFocus();
        QTest::keyClick(box("draw"), Qt::Key_Up);
        QVERIFY2(draw->text().contains(QStringLiteral("draw 2 of 5")), qPrintable(draw->text()));
        QVERIFY(!table("ensembleScores")->isVisible());  // it was another draw's
    }

    void aTypedPlaceIsTold()
    {
        panel_->setProbe(shared(probe()));
        QSignalSpy edited(panel_.get(), &ProbePanel::placeEdited);
        box("x")->setFocus();
        box("x")->selectAll();
        QTest::keyClicks(box("x"), QStringLiteral("1.75"));
        QVERIFY(edited.isEmpty());  // not before the typing ends
        QTest::keyClick(box("x"), Qt::Key_Return);
        QCOMPARE(edited.takeFirst(), QVariantList({1.75, -0.25, 0.0}));
        QTest::keyClick(box("y"), Qt::Key_Up);  // by a step of the grid
        QCOMPARE(edited.takeFirst(), QVariantList({1.75, 0.75, 0.0}));
        engine::PointProbe fine = probe();
        fine.place = {0.0, 1.0 / 3.0, 0.0};
        panel_->setProbe(shared(fine));
        QTest::keyClick(box("x"), Qt::Key_Up);
        QCOMPARE(edited.takeFirst(), QVariantList({1.0, 1.0 / 3.0, 0.0}));  // the others are not rounded
        panel_->setProbe(shared(probe()));
        QVERIFY(edited.isEmpty());
    }

    void imagesSayWhatTheyAreTakenFor()
    {
        panel_->setProbe(shared(probe()));
        auto* images = panel_->findChild<widgets::PredictionList*>();
        QVERIFY(images->isVisible());
        QCOMPARE(images->model()->rowCount(), 2);
        const auto said = [&](int row) { return images->model()->index(row, 0).data(Qt::AccessibleTextRole).toString(); };
        QCOMPARE(said(0), QStringLiteral("task 2: 1, recognised with 90.0\u202f%"));
        QCOMPARE(said(1), QStringLiteral("task 2: 1, taken for 0 with 64.0\u202f%"));
        images->setFocus();
        QTest::keyClick(images, Qt::Key_Home);
        QTest::keyClick(images, Qt::Key_Right);
        QCOMPARE(images->currentIndex().row(), 1);
        engine::PointProbe none = probe();
        none.images.clear();
        panel_->setProbe(shared(none));
        QVERIFY(!images->isVisible());
    }

    void damagedImagesDoNoHarm()
    {
        engine::PointProbe damaged = probe();
        damaged.images[0].pixels.resize(3);
        damaged.images[1].probabilities.clear();
        panel_->setProbe(shared(damaged));
        QVERIFY(!panel_->grab().isNull());
    }

    void keepsUnderANameAskedForInPlace()
    {
        panel_->setProbe(shared(probe()));
        panel_->setTakenNames({"task-01", "point-01"});
        QSignalSpy kept(panel_.get(), &ProbePanel::keepRequested);
        QTest::mouseClick(button("keepAsAnchor"), Qt::LeftButton);
        auto* name = panel_->findChild<QLineEdit*>(QStringLiteral("anchorName"));
        QVERIFY(name->hasFocus());
        QCOMPARE(name->text(), QStringLiteral("point-02"));
        for (const char* wrong : {"task-01", "a/b", " "}) {
            name->selectAll();
            QTest::keyClicks(name, QLatin1String(wrong));
            QVERIFY(!button("keep")->isEnabled());
            QTest::keyClick(name, Qt::Key_Return);
        }
        QVERIFY(kept.isEmpty());
        name->selectAll();
        QTest::keyClicks(name, QStringLiteral("valley"));
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(kept.takeFirst(), QVariantList{"valley"});
        QVERIFY(!name->isVisible());
        QVERIFY(button("keepAsAnchor")->hasFocus());
        QTest::keyClick(button("keepAsAnchor"), Qt::Key_Space);
        QTest::keyClick(name, Qt::Key_Escape);
        QVERIFY(!name->isVisible());
        QVERIFY(kept.isEmpty());
    }

    void pointsAreAddedAndRemoved()
    {
        panel_->setProbe(shared(probe()));
        QSignalSpy added(panel_.get(), &ProbePanel::pinRequested);
        QTest::mouseClick(button("addPoint"), Qt::LeftButton);
        QCOMPARE(added.count(), 1);
        panel_->setPins({{0.5, -0.25, 0.0}, {1.0, 2.0, 0.0}});
        QStringList places;
        for (const QLabel* each : panel_->findChildren<QLabel*>(QStringLiteral("pin")))
            places += each->text();
        QCOMPARE(places, QStringList({"(0.50, −0.25)", "(1.00, 2.00)"}));
        QSignalSpy removed(panel_.get(), &ProbePanel::unpinRequested);
        connect(panel_.get(), &ProbePanel::unpinRequested, this, [this] { panel_->setPins({{0.5, -0.25, 0.0}}); });
        auto* second = panel_->findChildren<QToolButton*>(QStringLiteral("removePoint")).at(1);
        QCOMPARE(second->accessibleName(), QStringLiteral("Remove point 2"));
        second->setFocus();
        QTest::keyClick(second, Qt::Key_Space);
        QTRY_COMPARE(removed.count(), 1);
        QCOMPARE(removed.takeFirst(), QVariantList{1});
        QCOMPARE(panel_->findChildren<QToolButton*>(QStringLiteral("removePoint")).size(), 1);
        QVERIFY(button("addPoint")->hasFocus());
    }

    void comparesTheEnsembleWithItsBestMember()
    {
        panel_->setProbe(shared(probe()));
        auto* note = panel_->findChild<QLabel*>(QStringLiteral("ensembleNote"));
        QVERIFY(note->isVisible());
        const std::vector<Place> pins{{0.0, 0.0, 0.0}, {1.0, 0.0, 0.0}};
        panel_->setPins(pins);
        QCOMPARE(note->text(), QStringLiteral("The ensemble is being scored."));
        const engine::EnsembleProbe ensemble{.places = pins,
                                             .scores = {{1, Split::Test, 0.4, 0.95}, {3, Split::Test, 0.5, 0.9}},
                                             .disagreement = {0.125, 0.25},
                                             .best = {0.94, 0.91}};
        panel_->setEnsemble(std::make_shared<const engine::EnsembleProbe>(ensemble));
        QVERIFY(!note->isVisible());
        QCOMPARE(table("ensembleScores")->cell(1, 0), QStringLiteral("3"));
        QCOMPARE(table("ensembleScores")->cell(1, 1), QStringLiteral("90.0\u202f%"));
        QCOMPARE(table("ensembleScores")->cell(1, 2), QStringLiteral("91.0\u202f%"));
        QCOMPARE(table("ensembleScores")->cell(1, 3), QStringLiteral("25.0\u202f%"));
        panel_->setPins({{0.0, 0.0, 0.0}, {2.0, 0.0, 0.0}});  // other members: that is not known yet
        QVERIFY(note->isVisible());
        QVERIFY(!table("ensembleScores")->isVisible());
    }

    void anEnsembleShowsWithoutAProbe()
    {
        const std::vector<Place> pins{{0.0, 0.0, 0.0}, {1.0, 0.0, 0.0}};
        panel_->setPins(pins);  // as a region of the map gives them
        QVERIFY(!panel_->isEmpty());
        QVERIFY(panel_->findChild<QLabel*>(QStringLiteral("pin"))->isVisible());
        QVERIFY(!table("scores")->isVisible());
        panel_->setPins({});
        QVERIFY(panel_->isEmpty());
        panel_->resize(320, 300);
        panel_->setProbe(shared(probe()));
        panel_->setPins(pins);
        const auto seen = [&] {
            const QLabel* pin = panel_->findChild<QLabel*>(QStringLiteral("pin"));
            return panel_->rect().contains(pin->mapTo(panel_.get(), pin->rect().center()));
        };
        QTRY_VERIFY(seen());
    }

    void anAwaitedPointCannotBeAddedYet()
    {
        panel_->setProbe(shared(probe()));
        panel_->setAwaited({2.0, 1.0, 0.0});
        QCOMPARE(box("x")->value(), 2.0);
        QVERIFY(!button("addPoint")->isEnabled());
        panel_->setProbe(shared(probe()));
        QVERIFY(button("addPoint")->isEnabled());
    }

    void tablesCanBeCopied()
    {
        panel_->setProbe(shared(probe()));
        table("distances")->setFocus();
        QTest::keyClick(table("distances"), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Anchor\tDistance\ntask-01\t1.25\ntask-02\t12.0\n"));
    }

private:
    bool says(const QString& text) const
    {
        const auto labels = panel_->findChildren<QWidget*>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QWidget* label) { return label->isVisible() && label->accessibleName() == text; });
    }
    QDoubleSpinBox* box(const char* name) const { return panel_->findChild<QDoubleSpinBox*>(QLatin1String(name)); }
    ValueTable* table(const char* name) const { return panel_->findChild<ValueTable*>(QLatin1String(name)); }
    QPushButton* button(const char* name) const { return panel_->findChild<QPushButton*>(QLatin1String(name)); }

    std::unique_ptr<ProbePanel> panel_;
};

QTEST_MAIN(TestProbePanel)
#include "tst_probe_panel.moc"
