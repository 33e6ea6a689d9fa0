#pragma once
#include <QWidget>

namespace isthmus::widgets {

class HandbookBrowser;
class HandbookContents;

/// The handbook in a window of its own: contents and search left, the page right.
class HandbookWindow final : public QWidget {
    Q_OBJECT
public:
    explicit HandbookWindow(QWidget* parent = nullptr);

    /// Shows the window with "methods.md#ewc" in it; empty: what it showed last, at first the contents page.
    void open(const QString& place);

    HandbookBrowser& browser() { return *browser_; }

private:
    QWidget* makeBar();
    void addKeys();

    HandbookContents* contents_;
    HandbookBrowser* browser_;
};

}  // namespace isthmus::widgets
