#include "widgets/plots/point_labels.h"

#include <QtTest>

using namespace isthmus;
using widgets::placePointLabels;
using widgets::PointLabel;

class TestPointLabels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void standsRightOfItsPoint();
    void staysInside();
    void nothingCoversAnother();
    void leavesOutWhatHasNoRoom();
    void avoidsWhatIsTaken();
    void keepsClearOfLines();
};

void TestPointLabels::standsRightOfItsPoint()
{
    const QVector<QRectF> placed = placePointLabels({{{100, 100}, 4.0, {50, 16}}}, {0, 0, 300, 200});
    QCOMPARE(placed, (QVector<QRectF>{{107, 92, 50, 16}}));
}

void TestPointLabels::staysInside()
{
    const QRectF area(0, 0, 200, 120);
    for (const QPointF& corner : {QPointF(0, 0), QPointF(200, 0), QPointF(0, 120), QPointF(200, 120), QPointF(195, 60)}) {
        const QRectF place = placePointLabels({{corner, 4.0, {60, 16}}}, area).first();
        QVERIFY(!place.isNull() && area.contains(place));
    }
}

void TestPointLabels::nothingCoversAnother()
{
    const QRectF area(0, 0, 400, 300);
    QVector<PointLabel> labels;
    for (int k = 0; k < 12; ++k)
        labels << PointLabel{{200.0 + 14.0 * (k % 4), 140.0 + 13.0 * (k / 4)}, 4.0, {52, 15}};
    const QVector<QRectF> placed = placePointLabels(labels, area);
    int count = 0;
    for (qsizetype a = 0; a < placed.size(); ++a) {
        if (placed[a].isNull())
            continue;
        ++count;
        QVERIFY(area.contains(placed[a]));
        for (qsizetype b = 0; b < placed.size(); ++b) {
            QVERIFY(a == b || !placed[a].intersects(placed[b]));
            const QRectF mark(labels[b].point - QPointF(4, 4), QSizeF(8, 8));
            QVERIFY(!placed[a].intersects(mark));
        }
    }
    QVERIFY2(count >= 6, qPrintable(QString::number(count)));
}

void TestPointLabels::leavesOutWhatHasNoRoom()
{
    const QVector<PointLabel> labels{{{20, 10}, 4.0, {60, 16}}, {{22, 10}, 4.0, {60, 16}}};
    const QVector<QRectF> placed = placePointLabels(labels, {0, 0, 100, 20});
    QVERIFY(!placed[0].isNull());
    QVERIFY(placed[1].isNull());
}

void TestPointLabels::avoidsWhatIsTaken()
{
    const QRectF taken(104, 90, 100, 30);
    const QRectF place = placePointLabels({{{100, 100}, 4.0, {50, 16}}}, {0, 0, 300, 200}, {{taken}, {}}).first();
    QVERIFY(!place.isNull() && !place.intersects(taken));
}

void TestPointLabels::keepsClearOfLines()
{
    const QLineF right({100, 100}, {290, 100}), left({10, 100}, {100, 100});
    const QRectF area(0, 0, 300, 200);
    const QVector<PointLabel> label{{{100, 100}, 4.0, {50, 16}}};
    QVERIFY(placePointLabels(label, area, {{}, {right}}).first().right() < 100);
    const QRectF above = placePointLabels(label, area, {{}, {right, left}}).first();
    QVERIFY(above.bottom() < 100 || above.top() > 100);
    // Covered rather than left out.
    QVERIFY(!placePointLabels(label, {80, 85, 100, 30}, {{}, {right, left}}).first().isNull());
}

QTEST_MAIN(TestPointLabels)
#include "tst_point_labels.moc"
