#pragma once
#include <QObject>

#include <atomic>
#include <memory>
#include <thread>

class QOffscreenSurface;

namespace isthmus::widgets {

/// Has the shaders of all that scenes are made of compiled once, soon after it is made, in a thread and a context of its own:
/// what the driver keeps in its cache costs the window's thread little when a scene is first seen. The destructor waits for the
/// shader that is being compiled.
class SceneShaders final : public QObject {
    Q_OBJECT

public:
    explicit SceneShaders(QObject* parent = nullptr);
    ~SceneShaders() override;

    /// Nothing is left to be done, or OpenGL cannot be used.
    bool isDone() const { return done_; }

private:
    void begin();
    void compile(const std::stop_token& stop);

    std::unique_ptr<QOffscreenSurface> surface_;  ///< made by the window's thread, as Qt wants it
    std::atomic_bool done_ = false;
    std::jthread thread_;
};

}  // namespace isthmus::widgets
