// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/locks/locktable.h"
#include "engine/model/linkport.h"
#include "engine/model/motion.h"
#include "engine/model/operations.h"
#include "engine/model/permission.h"

#include <QScopeGuard>

#include <list>

namespace podium::engine
{
namespace
{
LinkPort &portOf(Device &device)
{
    if (auto *link = linkOf(device))
        return *link;
    throw Error::refused(RefusalKind::Access, device.id(),
                         QStringLiteral("%1 has no link over which a message could be sent by hand.").arg(device.id()));
}

void checkMessage(const Device &device, const QByteArray &message, MessageClass messageClass)
{
    if (message.isEmpty())
        throw Error::refused(RefusalKind::Type, device.id(),
                             QStringLiteral("There is nothing to send to %1: write the message first.").arg(device.id()));
    if (messageClass != MessageClass::Read && messageClass != MessageClass::Write)
        throw Error::refused(RefusalKind::Type, device.id(),
                             QStringLiteral("A message by hand to %1 either asks only or may write; stop the device with its Stop.")
                                 .arg(device.id()));
}

/// All of the link, or nothing.
Op<LockGuard> acquireAll(Bench &bench, const std::vector<Device *> &devices, bool mayWrite, IfLocked ifLocked)
{
    const QString reason = currentTask()->record().peek().label;
    std::vector<Lockable *> locks;
    for (auto *device : devices)
        locks.push_back(&device->lockable());
    if (auto guard = tryLock(locks, reason))
        co_return std::move(*guard);
    if (ifLocked == IfLocked::Refuse) {
        auto refusals = mayWrite ? permission::all(bench, devices) : permission::Refusals();
        for (const auto *wanted : locks)
            for (auto &held : permission::locked(*wanted, currentTask()))
                refusals.push_back(std::move(held));
        permission::throwIfAny(std::move(refusals));
    }
    co_return co_await lock(locks, reason);
}

/// It leaves; told whatever comes of it, unless nothing has left.
Op<QByteArray> handOver(Bench &bench, LinkPort &link, HandMessage sent)
{
    sent.problem = QStringLiteral("It ended before the link had sent it and was quiet.");
    auto tell = qScopeGuard([&] { Q_EMIT bench.sentByHand(sent); });
    try {
        const WaitingFor name(QStringLiteral("%1 to answer").arg(link.name()));
        sent.reply = co_await link.sendByHand(sent.message, sent.messageClass);
        sent.problem.clear();
    } catch (const std::exception &) {
        const auto error = Error::from(std::current_exception());
        sent.problem = error.message();
        if (error.kind() == ErrorKind::Refused)
            tell.dismiss();
        throw;
    }
    co_return sent.reply;
}

Op<QByteArray> sendAny(Bench &bench, DeviceId id, QByteArray message, MessageClass messageClass, IfLocked ifLocked)
{
    auto &device = bench.device(id);
    auto &link = portOf(device);
    const bool mayWrite = messageClass != MessageClass::Read;
    checkMessage(device, message, messageClass);
    const auto devices = devicesOn(bench, link);
    if (mayWrite && ifLocked == IfLocked::Refuse)
        permission::throwIfAny(permission::all(bench, devices));
    const auto guard = co_await acquireAll(bench, devices, mayWrite, ifLocked);
    std::list<PendingOutput> pending; // a stop of one of them ends it, so that nothing follows the stop
    HandMessage sent;
    if (mayWrite) {
        for (auto *user : devices)
            co_await awaitStop(bench, *user, ifLocked);
        permission::throwIfAny(permission::all(bench, devices));
        permission::requireEpoch();
        for (auto *user : devices)
            pending.emplace_back(*user);
    }
    for (auto *user : devices) {
        bench.locks().requireHeld(currentTask(), user->lockable());
        sent.devices << user->id();
    }
    sent.link = link.address();
    sent.message = message;
    sent.messageClass = messageClass;
    sent.task = currentTask()->id();
    sent.by = currentTask()->record().peek().startedBy;
    sent.time = bench.engine().now();
    co_return co_await handOver(bench, link, std::move(sent));
}
} // namespace

Op<QByteArray> operations::sendByHand(Bench &bench, DeviceId device, QByteArray message, MessageClass messageClass, IfLocked ifLocked)
{
    co_return co_await toldIfRefused(bench, device, [&] { return sendAny(bench, device, std::move(message), messageClass, ifLocked); });
}
} // namespace podium::engine
