#pragma once
#include "widgets/models/data_table.h"

#include <QPointer>
#include <QWidget>

class QAction;
class QLabel;
class QMenu;
class QPaintDevice;
class QStackedLayout;

namespace isthmus::widgets {

class ElidedLabel;

/// What every plot shares: a title and the value under the cursor above, the canvas below, a sentence in its place while
/// there is nothing to show, and the context menu. Subclasses bring the canvas and the data.
class PlotFrame : public QWidget {
    Q_OBJECT

public:
    QString title() const;
    QString note() const;     ///< the muted words beside the title
    QString readout() const;  ///< the value under the cursor as shown, empty when there is none
    bool isEmpty() const;     ///< true while the sentence stands in the canvas's place
    QWidget* canvas() const { return canvas_; }

    /// Everything shown, in numbers; a table without columns when there is nothing.
    virtual DataTable dataTable() const = 0;
    /// What is copied and saved: dataTable() as comma-separated values; empty when there is nothing.
    virtual QString csv() const { return separated(dataTable(), u','); }
    /// What the plot says about a place in its own coordinates; empty when there is nothing near.
    virtual QString readoutAt(double x, double y) const = 0;
    /// What is shown, in two or three sentences with the formula.
    virtual QString definition() const = 0;

    /// Writes the canvas as .pdf, .svg or .png. On failure emits problem() and returns false.
    bool savePicture(const QString& path);
    /// Writes csv(). On failure emits problem() and returns false.
    bool saveData(const QString& path);

    QSize sizeHint() const override { return {480, 300}; }

public Q_SLOTS:
    void copyValue();
    void copyData();
    void showTable();

Q_SIGNALS:
    void problem(const QString& message);

protected:
    PlotFrame(const QString& title, const QString& emptyText, QWidget* parent);

    void setCanvas(QWidget* canvas);  ///< once, in the subclass's constructor
    void setNote(const QString& note);
    /// Shown above the plot, and spoken where the plot has the focus.
    void setReadout(const QString& text);
    void setEmpty(bool empty);
    /// Part of a larger plot, which has the title and the commands: only the canvas.
    void setBare(bool bare);
    void setEmptyText(const QString& sentence);
    /// A command of the subclass in the context menu.
    void addPlotAction(QAction* action);

    /// Draws the canvas for a file, in 1/96 inch.
    virtual void drawPicture(QPaintDevice& device, bool vector) = 0;
    /// Takes fonts and colours from the theme; called when they change.
    virtual void restyle() {}

    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void createActions();
    void askForPicture();
    void askForData();
    void showDefinition();
    QString suggestedName(const QString& suffix) const;

    /// The part of the canvas that has the focus, otherwise the canvas.
    QWidget* focused() const;

    QWidget* header_;
    QStackedLayout* stack_;
    QLabel* emptyText_;
    ElidedLabel* title_;
    ElidedLabel* note_;
    ElidedLabel* readout_;
    QWidget* canvas_ = nullptr;
    QAction* copyValue_ = nullptr;
    QAction* table_ = nullptr;
    QList<QAction*> needData_;
    QList<QAction*> plotActions_;
    QAction* whatIsThis_ = nullptr;
    QPointer<QWidget> spoken_;  ///< has the readout for assistive technology
    QString lastValue_;         ///< what the cursor was on last
    bool bare_ = false;
    bool keyboardFocus_ = false;
};

}  // namespace isthmus::widgets
