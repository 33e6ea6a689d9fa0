#include "app/studio/log_sink.h"

#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/null_sink.h>
#include <spdlog/spdlog.h>

#include <QDateTime>

#include <mutex>

namespace isthmus::app {

namespace {

class Forwarder final : public spdlog::sinks::base_sink<std::mutex> {
public:
    explicit Forwarder(LogSink* target) : target_(target) {}

    void forget()
    {
        const std::scoped_lock lock(mutex_);
        target_ = nullptr;
    }

protected:
    void sink_it_(const spdlog::details::log_msg& message) override
    {
        if (!target_)
            return;
        const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(message.time.time_since_epoch());
        const QString time = QDateTime::fromMSecsSinceEpoch(since.count()).toString(QStringLiteral("hh:mm:ss"));
        const QString text = QString::fromUtf8(message.payload.data(), static_cast<qsizetype>(message.payload.size()));
        QMetaObject::invokeMethod(
            target_,
            [target = target_, level = static_cast<int>(message.level), time, text] { Q_EMIT target->logged(level, time, text); },
            Qt::QueuedConnection);
    }

    void flush_() override {}

private:
    LogSink* target_;  // guarded by the base's mutex_
};

}  // namespace

LogSink::LogSink(QObject* parent) : QObject(parent)
{
    spdlog::set_default_logger(std::make_shared<spdlog::logger>("studio", std::make_shared<Forwarder>(this)));
}

LogSink::~LogSink()
{
    for (const spdlog::sink_ptr& sink : spdlog::default_logger()->sinks())
        if (auto* forwarder = dynamic_cast<Forwarder*>(sink.get()))
            forwarder->forget();
    spdlog::set_default_logger(std::make_shared<spdlog::logger>("none", std::make_shared<spdlog::sinks::null_sink_mt>()));
}

}  // namespace isthmus::app
