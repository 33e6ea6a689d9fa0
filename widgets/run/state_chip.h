#pragma once
#include "engine/results/run_snapshot.h"

#include <QColor>
#include <QString>
#include <QWidget>

namespace isthmus::widgets {

/// "running", "paused", …: the state's word in the user's language.
QString stateWord(engine::RunState state);
/// The icon's name, a different shape for every state.
QString stateIcon(engine::RunState state);
/// The state's colour in the present scheme.
QColor stateColour(engine::RunState state);

/// A run's state as icon, word and colour together; as wide as the longest word, so that nothing beside it moves.
class StateChip final : public QWidget {
    Q_OBJECT
public:
    explicit StateChip(QWidget* parent = nullptr);

    void setState(engine::RunState state);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    engine::RunState state_ = engine::RunState::Idle;
};

}  // namespace isthmus::widgets
