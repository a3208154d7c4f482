// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/linkcatalog.h"

#include "devices/links/serialchannel.h"
#include "devices/links/tcpchannel.h"
#include "devices/vxi11/vxi11channel.h"

namespace podium::app
{
const std::vector<devices::LinkKind> &linkKinds()
{
    static const std::vector<devices::LinkKind> catalog{
        devices::TcpChannel::kind(),
        devices::Vxi11Channel::kind(),
        devices::SerialChannel::kind(),
    };
    return catalog;
}
} // namespace podium::app
