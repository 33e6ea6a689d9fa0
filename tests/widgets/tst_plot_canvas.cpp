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
        QCoreApplication::processEvents();
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
        QCoreApplication::processEvents();
        QCOMPARE(drawn_->count(), 0);
        QCOMPARE(canvas_->viewport(), QRect(0, 0, 400, 300));
    }

    void severalChangesAreOnePicture()
    {
        canvas_->redraw();
        canvas_->redraw();
        QCoreApplication::processEvents();
        QCOMPARE(drawn_->count(), 1);
    }

    void whatChangesUnseenIsDrawnWhenItIsSeen()
    {
        pages_->setCurrentIndex(1);
        canvas_->redraw();
        QCoreApplication::processEvents();
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

private:
    std::unique_ptr<QStackedWidget> pages_;
    PlotCanvas* canvas_ = nullptr;
    std::unique_ptr<QSignalSpy> drawn_;
};

QTEST_MAIN(PlotCanvasTest)
#include "tst_plot_canvas.moc"
