#pragma once
#include "widgets/theme/theme.h"

#include <QWidget>

namespace isthmus::widgets {

/// One line of text that is shortened with an ellipsis when there is no room; the whole text is then its tool tip.
class ElidedLabel final : public QWidget {
    Q_OBJECT

public:
    /// `natural`: asks for as much width as the text needs; else for none, and lives on what the layout leaves.
    ElidedLabel(Role role, Qt::Alignment alignment, bool natural, QWidget* parent = nullptr);

    QString text() const { return text_; }
    void setText(const QString& text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString text_;
    Role role_;
    Qt::Alignment alignment_;
    bool natural_;
};

}  // namespace isthmus::widgets
