#pragma once
#include <QObject>

#include <functional>
#include <mutex>
#include <utility>

namespace isthmus::app {

/// Carries values from any thread to the GUI thread. Keeps the newest only, so a busy GUI never falls behind.
/// T is a pointer-like type whose default value means "nothing".
template <typename T>
class Mailbox {
public:
    /// `deliver` is called in `receiver`'s thread.
    Mailbox(QObject* receiver, std::function<void(const T&)> deliver) : receiver_(receiver), deliver_(std::move(deliver)) {}

    void post(T value)  // any thread
    {
        const std::scoped_lock lock(mutex_);
        const bool announced = static_cast<bool>(latest_);
        latest_ = std::move(value);
        if (!announced)
            QMetaObject::invokeMethod(
                receiver_, [this] { open(); }, Qt::QueuedConnection);
    }

    void clear()  // any thread
    {
        const std::scoped_lock lock(mutex_);
        latest_ = T();
    }

private:
    void open()
    {
        T value;
        {
            const std::scoped_lock lock(mutex_);
            value = std::exchange(latest_, T());
        }
        if (value)
            deliver_(value);
    }

    QObject* receiver_;
    std::function<void(const T&)> deliver_;
    std::mutex mutex_;
    T latest_{};  // guarded by mutex_
};

}  // namespace isthmus::app
