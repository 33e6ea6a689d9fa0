#include "widgets/plots/plot_canvas.h"

#include <QRegularExpression>
#include <QStackedWidget>
#include <QtTest>

using namespace isthmus::widgets;

/// A plot is drawn once for all that changes in a turn, and not while nobody sees it.
class PlotCanvasTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        pages_ = std::make_unique<QStackedWidget>();
        canvas_ = new PlotCanvas(pages_.get());
        pages_->addWidget(canvas_);
        pages_->addWidget(new QWidget);
        pages_->resize(400, 300);
        pages_->show();
        QVERIFY(QTest::qWaitForWindowExposed(pages_.get()));
        canvas_->redraw();
        QSignalSpy first(canvas_, &QCustomPlot::afterReplot);
        QVERIFY(first.wait());
        drawn_ = std::make_unique<QSignalSpy>(canvas_, &QCustomPlot::afterReplot);
    }

    void severalSizesAreOnePicture()
    {
        for (const int width : {500, 300, 600})
            pages_->resize(width, 300);
        QTRY_COMPARE(drawn_->count(), 1);
        QCOMPARE(canvas_->viewport(), QRect(0, 0, 600, 300));
    }

    void theSameSizeInTheEndIsNone()
    {
        for (const int width : {500, 400})
            pages_->resize(width, 300);
        QVERIFY(turnIsOver());
        QCOMPARE(drawn_->count(), 0);
        QCOMPARE(canvas_->viewport(), QRect(0, 0, 400, 300));
    }

    void severalChangesAreOnePicture()
    {
        canvas_->redraw();
        canvas_->redraw();
        QVERIFY(drawn_->wait());
        canvas_->redraw();
        QVERIFY(drawn_->wait());
        QCOMPARE(drawn_->count(), 2);
    }

    void whatChangesUnseenIsDrawnWhenItIsSeen()
    {
        pages_->setCurrentIndex(1);
        canvas_->redraw();
        QVERIFY(turnIsOver());
        QCOMPARE(drawn_->count(), 0);
        pages_->setCurrentIndex(0);
        QTRY_COMPARE(drawn_->count(), 1);
    }

    void aPictureOfAnotherSizeIsNeverShown()
    {
        pages_->resize(500, 300);
        canvas_->grab();  // before control returns
        QCOMPARE(drawn_->count(), 1);
    }

    void aPaintingWindowIsNotPaintedWithinItself()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("Recursive|QPainter|paintEngine")));
        pages_->resize(500, 300);
        pages_->repaint();  // as a button does when it is released
        QCOMPARE(drawn_->count(), 1);
    }

    void ofSeveralOneIsDrawnInEachTurn()
    {
        QWidget window;
        int drawn = 0;
        std::vector<PlotCanvas*> canvases;
        for (int k = 0; k < 5; ++k) {
            canvases.push_back(new PlotCanvas(&window));
            canvases.back()->setGeometry(100 * k, 0, 100, 100);
            connect(canvases.back(), &QCustomPlot::afterReplot, this, [&] { ++drawn; });
        }
        window.resize(800, 200);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTRY_VERIFY(drawn >= 5);
        drawn = 0;
        for (PlotCanvas* canvas : canvases)
            canvas->redraw();
        delete canvases[1];
        canvases[3]->hide();  // neither takes a turn
        int longest = 0, before = 0;
        while (drawn < 3) {
            QCoreApplication::processEvents();
            longest = std::max(longest, drawn - std::exchange(before, drawn));
        }
        QCOMPARE(longest, 1);
        QCOMPARE(drawn, 3);
    }

private:
    /// Once a canvas that waits behind all others has been drawn.
    bool turnIsOver()
    {
        auto* last = new PlotCanvas(pages_->currentWidget());
        last->show();
        QSignalSpy drawn(last, &QCustomPlot::afterReplot);
        last->redraw();
        return drawn.count() > 0 || drawn.wait();
    }

    std::unique_ptr<QStackedWidget> pages_;
    PlotCanvas* canvas_ = nullptr;
    std::unique_ptr<QSignalSpy> drawn_;
};

QTEST_MAIN(PlotCanvasTest)
#include "tst_plot_canvas.moc"
