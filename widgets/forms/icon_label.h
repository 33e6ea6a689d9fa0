#pragma once
#include "widgets/theme/theme.h"

#include <QWidget>

namespace isthmus::widgets {

/// A small drawing that stands beside text, in the colour its role has in the present scheme.
class IconLabel final : public QWidget {
    Q_OBJECT
public:
    IconLabel(const QString& drawing, Role role, int side, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString drawing_;
    Role role_;
    int side_ = 0;
};

}  // namespace isthmus::widgets
