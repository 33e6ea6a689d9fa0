#pragma once
#include "widgets/scene3d/landscape_scene.h"

#include <QCoreApplication>
#include <QUndoCommand>

namespace isthmus::app {

/// A gesture that has moved a scene's camera, which is there already when the command is pushed.
class CameraCommand final : public QUndoCommand {
    Q_DECLARE_TR_FUNCTIONS(isthmus::app::CameraCommand)
public:
    CameraCommand(widgets::LandscapeScene& scene, const widgets::CameraMove& move)
        : QUndoCommand(tr("moving the camera")), scene_(scene), move_(move)
    {
    }

    void redo() override
    {
        if (undone_)
            scene_.travelTo(move_.to, move_.canvas);
    }

    void undo() override
    {
        undone_ = true;
        scene_.travelTo(move_.from, move_.canvas);
    }

    int id() const override { return 1; }  // asks to be merged

    bool mergeWith(const QUndoCommand* other) override
    {
        const auto* further = dynamic_cast<const CameraCommand*>(other);
        if (further == nullptr || further->move_.gesture != move_.gesture)
            return false;
        move_.to = further->move_.to;
        return true;
    }

private:
    widgets::LandscapeScene& scene_;
    widgets::CameraMove move_;
    bool undone_ = false;
};

}  // namespace isthmus::app
