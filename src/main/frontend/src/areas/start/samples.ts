const shown = (alert: object) => JSON.stringify(alert, null, 2);

const SURICATA = shown({
  timestamp: "2026-05-04T09:15:31.123456+0000",
  flow_id: 42,
  event_type: "alert",
  src_ip: "10.0.4.17",
  src_port: 49871,
  dest_ip: "203.0.113.66",
  dest_port: 443,
  proto: "TCP",
  alert: {
    action: "allowed",
    gid: 1,
    signature_id: 2029999,
    rev: 2,
    severity: 1,
    signature: "ET MALWARE Win32/ExampleBot CnC Checkin",
    category: "Malware Command and Control Activity Detected",
  },
  direction: "to_server",
});

/** What each product might send, by the name of its mapping; values of the documentation ranges. */
export const SAMPLES: Record<string, string> = {
  auto: SURICATA,
  "suricata-eve": SURICATA,
  wazuh: shown({
    timestamp: "2026-05-04T09:15:31.000+0000",
    id: "1777886131.1",
    rule: { level: 12, description: "sshd: brute force, then a successful login.", id: "40112" },
    agent: { id: "007", name: "web-01", ip: "10.0.0.7" },
    manager: { name: "manager" },
    data: { srcip: "198.51.100.23", dstuser: "deploy" },
    decoder: { name: "sshd" },
    location: "/var/log/auth.log",
  }),
  ocsf: shown({
    class_uid: 2004,
    severity_id: 5,
    activity_id: 1,
    time_dt: "2026-05-04T09:15:31Z",
    metadata: { product: { name: "Example EDR" } },
    finding_info: { uid: "f-1", title: "Ransomware behaviour on a file server" },
    device: { hostname: "fs-01", ip: "10.0.0.21" },
  }),
  "okta-system-log": shown({
    uuid: "0e000000-0000-4000-8000-000000000001",
    published: "2026-05-04T09:15:31.000Z",
    eventType: "user.mfa.factor.deactivate",
    displayMessage: "Reset factor for user",
    actor: { type: "User", alternateId: "anna@acme.example" },
    client: { ipAddress: "198.51.100.77" },
    outcome: { result: "SUCCESS" },
  }),
  "azure-log": shown({
    time: "2026-05-04T09:15:31Z",
    resourceId: "/tenants/example/providers/Microsoft.aadiam",
    operationName: "Sign-in activity",
    category: "SignInLogs",
    callerIpAddress: "198.51.100.77",
    properties: {
      userPrincipalName: "anna@acme.example",
      riskLevelDuringSignIn: "high",
      status: { errorCode: 0 },
    },
  }),
  "aws-cloudtrail": shown({
    eventTime: "2026-05-04T09:15:31Z",
    eventSource: "cloudtrail.amazonaws.com",
    eventName: "StopLogging",
    sourceIPAddress: "198.51.100.77",
    eventID: "9a000000-0000-4000-8000-000000000001",
    userIdentity: { type: "IAMUser", userName: "ops", accountId: "000000000000" },
  }),
};
