// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"

#include <QToolButton>

namespace podium::ui
{
/// The bolt of one parameter, or of a whole device: shows whether it is write-protected and by whom, and toggles that.
class ProtectionButton : public QToolButton
{
    Q_OBJECT

public:
    static constexpr int side = 22; ///< Unit: device-independent pixels

    /// An address without parameter means the whole device.
    ProtectionButton(const engine::Client &client, engine::Address address, QWidget *parent = nullptr);

    void setState(const engine::Protection &protection);

Q_SIGNALS:
    /// Toggling was refused.
    void failed(const QString &message);

private:
    void toggleProtection();

    engine::Client m_client;
    const engine::Address m_address;
    engine::Protection m_state;
};
} // namespace podium::ui
