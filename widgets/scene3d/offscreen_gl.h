#pragma once
#include <QImage>

#include <memory>

namespace isthmus::widgets {

/// A context of OpenGL that needs neither a window nor a display (EGL), current in the thread that made it for as long as it
/// lives.
class OffscreenGl {
public:
    explicit OffscreenGl(QSize pixels);
    ~OffscreenGl();

    /// Why it cannot be drawn in, in one sentence; empty when it can.
    QString problem() const;
    QImage image() const;  ///< what has been drawn

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace isthmus::widgets
