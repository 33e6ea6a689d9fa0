#pragma once
#include <QWidget>

class QLabel;
class QScrollArea;

namespace isthmus::widgets {

class FigurePage;
class ProblemLine;

/// The page in a view that scrolls, what is wrong with the figure below it, and what its caption should say.
class FigurePreview final : public QWidget {
    Q_OBJECT
public:
    explicit FigurePreview(QWidget* parent = nullptr);

    FigurePage& page() { return *page_; }
    void setProblem(const QString& problem);  ///< in one line; empty: none
    void setCaption(const QString& caption);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QScrollArea* view_;
    FigurePage* page_;
    ProblemLine* problem_;
    QLabel* caption_;
};

}  // namespace isthmus::widgets
