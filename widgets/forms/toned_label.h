#pragma once
#include "widgets/theme/theme.h"

#include <QLabel>

namespace isthmus::widgets {

/// Plain text in the colour its role has in the present scheme: hints and captions muted, problems red.
class TonedLabel final : public QLabel {
    Q_OBJECT
public:
    explicit TonedLabel(Role role, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateColour();

    Role role_;
};

}  // namespace isthmus::widgets
