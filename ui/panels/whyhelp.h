// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "engine/dispatch/views.h"
#include "ui/panels/explain.h"

#include <functional>

namespace podium::ui
{
class HolderCancel;
class InlineMessage;
class TaskBook;

/// Where a person is led to who wants to know more of a reason, or to end it.
enum class Remedy : quint8 {
    ResetStop,  ///< the reset after STOP ALL, which is the tool bar's
    ShowInTree, ///< the device
    ShowErrors, ///< those of the device
    ShowTraffic, ///< of its link
};

/// Something that can be done about a reason, as a button or an entry of a menu.
struct Offer {
    QString label;
    QString explanation;
    std::function<void()> run;
};

/// How a control would wait for a lock; without a function it cannot, and the hint says what is to be done first.
struct Waiting {
    std::function<void()> run;
    QString hint;
};

/// What a person can be told about reasons, and can do about them, the same wherever a reason is shown: who, why, since
/// when; wait, show, cancel the holder, take a protection off, reset.
/// Thread: the GUI's.
class WhyHelp : public QObject
{
    Q_OBJECT

public:
    /// Refusals, and what became of a cancel, are told in the message.
    WhyHelp(engine::Views &views, const engine::Client &client, InlineMessage &message, QWidget *owner);

    /// The reasons that hold now; from here on it is known since when.
    void setWhys(const std::vector<Why> &whys);
    /// All of it in sentences, a line for each reason; it grows with time.
    QString text(const std::vector<Why> &whys) const;
    /// What can be done about the first reason.
    std::vector<Offer> offers(const std::vector<Why> &whys, const Waiting &waiting);
    /// Adds to the message of a refusal what can be done about it; why: the control's reason at present.
    void offerAfter(const engine::TaskInfo &refused, const Why &why, const Waiting &waiting);
    HolderCancel &holderCancel() const { return *m_cancel; }

Q_SIGNALS:
    void taskRequested(podium::engine::TaskId task);
    void remedyRequested(podium::ui::Remedy remedy, const QString &device);

private:
    struct Known {
        Why why;
        engine::TimePoint since{};
        bool fromBeginning = false; ///< it was there when this was made, nobody knows since when
    };
    QString sentence(const Why &why) const;
    QString lockSentence(const Why &why) const;
    Offer wait(const Why &why, const Waiting &waiting) const;
    std::vector<Offer> lockOffers(const engine::LockHolder &holder);
    Offer unprotect(const engine::Address &address);
    std::vector<Offer> placeOffers(const engine::DeviceId &device);
    void tellOverdue(const engine::LockHolder &holder);

    engine::Views &m_views;
    engine::Client m_client;
    TaskBook &m_tasks;
    InlineMessage &m_message;
    HolderCancel *m_cancel;
    std::vector<Known> m_known;
    bool m_isFirst = true;
};
} // namespace podium::ui
